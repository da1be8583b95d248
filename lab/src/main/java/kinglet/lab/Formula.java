package kinglet.lab;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A formula whose symbols have values. It is printed in symbols, printed in numbers and computed from the same terms, so that a
 * derivation cannot say one thing and compute another.
 */
sealed interface Formula {

    /** What it comes to. */
    double value();

    /** As a paper prints it: {@code K² · N · M}. */
    default String inSymbols() {
        return text(Symbol::name);
    }

    /** The same with the values in place of the symbols: {@code 3² · 3 · 256}. */
    default String inNumbers() {
        return text(symbol -> number(symbol.value()));
    }

    /** Its text with this for each symbol. */
    String text(Function<Symbol, String> symbol);

    /** How tightly it binds: a part that binds less tightly than what it is part of is put in brackets. */
    Binding binding();

    /** From the loosest to the tightest. */
    enum Binding {
        SUM,
        PRODUCT,
        POWER,
        ATOM
    }

    /** A letter and what it stands for. */
    record Symbol(String name, double value) implements Formula {
        @Override
        public String text(Function<Symbol, String> symbol) {
            return symbol.apply(this);
        }

        @Override
        public Binding binding() {
            return Binding.ATOM;
        }
    }

    /** A number. */
    record Constant(double value) implements Formula {
        @Override
        public String text(Function<Symbol, String> symbol) {
            return number(value);
        }

        @Override
        public Binding binding() {
            return Binding.ATOM;
        }
    }

    /** {@code a + b + c}. */
    record Sum(List<Formula> terms) implements Formula {
        @Override
        public double value() {
            return terms.stream().mapToDouble(Formula::value).sum();
        }

        @Override
        public String text(Function<Symbol, String> symbol) {
            return terms.stream().map(term -> term.text(symbol)).collect(Collectors.joining(" + "));
        }

        @Override
        public Binding binding() {
            return Binding.SUM;
        }
    }

    /** {@code a · b · c}. */
    record Product(List<Formula> factors) implements Formula {
        @Override
        public double value() {
            return factors.stream().mapToDouble(Formula::value).reduce(1, (a, b) -> a * b);
        }

        @Override
        public String text(Function<Symbol, String> symbol) {
            return factors.stream()
                    .map(factor -> factor.within(Binding.PRODUCT, symbol))
                    .collect(Collectors.joining(" · "));
        }

        @Override
        public Binding binding() {
            return Binding.PRODUCT;
        }
    }

    /** {@code a / b}. */
    record Quotient(Formula over, Formula under) implements Formula {
        @Override
        public double value() {
            return over.value() / under.value();
        }

        @Override
        public String text(Function<Symbol, String> symbol) {
            return over.within(Binding.PRODUCT, symbol) + " / " + under.within(Binding.POWER, symbol);
        }

        @Override
        public Binding binding() {
            return Binding.PRODUCT;
        }
    }

    /** {@code a²}. */
    record Square(Formula base) implements Formula {
        @Override
        public double value() {
            return base.value() * base.value();
        }

        @Override
        public String text(Function<Symbol, String> symbol) {
            return base.within(Binding.ATOM, symbol) + "²";
        }

        @Override
        public Binding binding() {
            return Binding.POWER;
        }
    }

    /** {@code √(a)}. */
    record Root(Formula radicand) implements Formula {
        @Override
        public double value() {
            return Math.sqrt(radicand.value());
        }

        @Override
        public String text(Function<Symbol, String> symbol) {
            return "√(" + radicand.text(symbol) + ")";
        }

        @Override
        public Binding binding() {
            return Binding.ATOM;
        }
    }

    static Formula symbol(String name, double value) {
        return new Symbol(name, value);
    }

    static Formula of(double number) {
        return new Constant(number);
    }

    /** The product of all of them. */
    static Formula product(Formula... factors) {
        return new Product(List.of(factors));
    }

    /** The sum of all of them. */
    static Formula sum(Formula... terms) {
        return new Sum(List.of(terms));
    }

    default Formula plus(Formula other) {
        return sum(this, other);
    }

    default Formula times(Formula other) {
        return product(this, other);
    }

    default Formula over(Formula other) {
        return new Quotient(this, other);
    }

    default Formula squared() {
        return new Square(this);
    }

    default Formula root() {
        return new Root(this);
    }

    /** Its text as a part of something that binds so tightly. */
    private String within(Binding outer, Function<Symbol, String> symbol) {
        String text = text(symbol);
        return binding().compareTo(outer) < 0 ? "(" + text + ")" : text;
    }

    /** Every digit of a whole number; six places of any other, without noughts at the end. */
    static String number(double value) {
        if (value == Math.rint(value)) {
            return Quantities.exact((long) value);
        }
        return String.format(Locale.ROOT, "%,.6f", value).replaceAll("\\.?0+$", "");
    }
}
