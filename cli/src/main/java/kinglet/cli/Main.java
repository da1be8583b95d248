package kinglet.cli;

/** The command {@code kinglet}. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.out.println("kinglet");
    }
}
