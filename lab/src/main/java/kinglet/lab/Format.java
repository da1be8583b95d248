package kinglet.lab;

/** How records are printed. */
public enum Format {
    /** Aligned columns for people. */
    table,
    json,
    csv,
    markdown
}
