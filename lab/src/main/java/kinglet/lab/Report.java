package kinglet.lab;

import java.util.List;

/**
 * What an experiment found.
 *
 * @param experiment that was run
 * @param command that repeats it
 * @param sections in the order of reading
 */
public record Report(Experiment experiment, String command, List<Section> sections) {

    public Report {
        sections = List.copyOf(sections);
    }

    /** Of a run that is done. */
    public static Report of(Experiment experiment, Run run, List<Section> sections) {
        return new Report(experiment, run.command(experiment), sections);
    }

    /** The parts of all sections, in order. */
    List<Part> parts() {
        return sections.stream().flatMap(section -> section.parts().stream()).toList();
    }

    /** The verdicts of all sections, in order. */
    public List<Verdict> verdicts() {
        return parts().stream()
                .filter(Verdict.class::isInstance)
                .map(Verdict.class::cast)
                .toList();
    }
}
