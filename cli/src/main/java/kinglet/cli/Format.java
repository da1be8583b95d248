package kinglet.cli;

/** How a command prints its records. */
enum Format {
    /** Aligned columns for people. */
    table,
    json,
    csv,
    markdown
}
