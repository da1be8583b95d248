package kinglet.lab;

import java.util.List;
import kinglet.engine.EngineOptions.Compilation;

/**
 * What a guideline's table is said to show.
 *
 * @param sentence what is claimed
 * @param rows the labels of the rows that show it, each against the first of the table
 */
record GuidelineClaim(String sentence, List<String> rows) {

    static GuidelineClaim of(String sentence, String... rows) {
        return new GuidelineClaim(sentence, List.of(rows));
    }

    /** The sentence, with how networks were run. */
    String under(Compilation compilation) {
        return sentence.replaceFirst("\\.$", " (%s).".formatted(Setting.words(compilation)));
    }
}
