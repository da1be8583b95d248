package kinglet.lab;

/** What a section is made of. */
public sealed interface Part permits Paragraph, Listing, Sheet, Picture, Verdict {}
