package kinglet.cost;

/** The four practical guidelines of ShuffleNetV2 (Ma et al. 2018, section 2). */
public enum Guideline {
    G1("equal channel widths minimise memory access"),
    G2("excessive group convolution increases memory access"),
    G3("network fragmentation reduces the degree of parallelism"),
    G4("element-wise operations are not negligible");

    private final String title;

    Guideline(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
