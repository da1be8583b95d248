package kinglet.bench;

/** How a comparison is printed. */
enum ReportFormat {
    table,
    json,
    csv,
    markdown
}
