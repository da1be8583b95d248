/** Arithmetic on float arrays. Knows no graph. */
module kinglet.kernels {
    requires static transitive org.jspecify;
    requires static jdk.incubator.vector;
    requires jdk.management;

    exports kinglet.kernels;

    uses kinglet.kernels.KernelsProvider;

    provides kinglet.kernels.KernelsProvider with
            kinglet.kernels.PlainProvider,
            kinglet.kernels.VectorProvider;
}
