package kinglet.lab;

/** Sentences. */
public record Paragraph(String text) implements Part {}
