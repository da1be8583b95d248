package kinglet.cli;

import kinglet.lab.Table;

/** A line of what a command has to say: a few words, and what is so. */
record Fact(String name, String value) {

    /** Two columns; the first may have a title. */
    static Table<Fact> table(String title) {
        return new Table<Fact>().words("name", title, Fact::name).words("value", "", Fact::value);
    }
}
