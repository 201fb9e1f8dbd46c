package secant.reference;

import java.util.function.DoubleUnaryOperator;

/**
 * A formula over the columns x0, x1, …, parsed once into a tree of terms.
 *
 * <pre>
 * sum      = product { ("+" | "-") product }
 * product  = signed { ("*" | "/") signed }
 * signed   = ("-" | "+") signed | power
 * power    = primary [ "^" signed ]           right-associative and above the sign before it: -x^2 is -(x^2)
 * primary  = number | column | name "(" sum { "," sum } ")" | "(" sum ")"
 * </pre>
 *
 * <p>Functions: exp sin cos tanh sqrt abs of one argument; max min of two or more; {@code sgn(t)}, 1 if t &gt; 0 else
 * −1; {@code gt(a, b)}, 1 if a &gt; b else 0.
 */
final class Expression extends ReferenceModel {

    /** A sum of so many characters is evaluated in half as many nested calls, which any thread's stack can take. */
    private static final int LONGEST = 4_000;

    private final Term term;

    private Expression(int columns, Term term) {
        super(columns, 1);
        this.term = term;
    }

    /**
     * Parses a formula.
     *
     * @param text the formula
     * @param columns how many columns it may name
     * @throws IllegalArgumentException if it is none; says at which character, counted from 1
     */
    static Expression parse(String text, int columns) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "expression must have at most " + LONGEST + " characters but has " + text.length());
        }
        return new Expression(columns, new Parser(text, columns).parse());
    }

    @Override
    void predict(double[] cells, int rows, double[] answers) {
        for (int r = 0; r < rows; r++) {
            answers[r] = term.value(cells, r * columns());
        }
    }

    /** A part of a formula. */
    @FunctionalInterface
    private interface Term {
        double value(double[] cells, int row);
    }

    /** A function of two numbers. */
    @FunctionalInterface
    private interface Pairing {
        double of(double left, double right);

        default Term of(Term left, Term right) {
            return (cells, row) -> of(left.value(cells, row), right.value(cells, row));
        }
    }

    private static Term compose(DoubleUnaryOperator function, Term argument) {
        return (cells, row) -> function.applyAsDouble(argument.value(cells, row));
    }

    private static final class Parser {

        private static final int DEEPEST = 200;

        private final String text;
        private final int columns;
        private int at;
        private int depth;

        Parser(String text, int columns) {
            this.text = text;
            this.columns = columns;
        }

        Term parse() {
            Term whole = sum();
            if (peek() != 0) {
                throw expected("an operator");
            }
            return whole;
        }

        private Term sum() {
            Term left = product();
            while (true) {
                if (accept('+')) {
                    left = ((Pairing) (a, b) -> a + b).of(left, product());
                } else if (accept('-')) {
                    left = ((Pairing) (a, b) -> a - b).of(left, product());
                } else {
                    return left;
                }
            }
        }

        private Term product() {
            Term left = signed();
            while (true) {
                if (accept('*')) {
                    left = ((Pairing) (a, b) -> a * b).of(left, signed());
                } else if (accept('/')) {
                    left = ((Pairing) (a, b) -> a / b).of(left, signed());
                } else {
                    return left;
                }
            }
        }

        /** Every nesting goes through here, so that a text of a million parentheses is refused and not run into. */
        private Term signed() {
            if (++depth > DEEPEST) {
                throw expected("at most " + DEEPEST + " nested parts");
            }
            Term result;
            if (accept('-')) {
                result = compose(value -> -value, signed());
            } else if (accept('+')) {
                result = signed();
            } else {
                result = power();
            }
            depth--;
            return result;
        }

        private Term power() {
            Term base = primary();
            return accept('^') ? ((Pairing) StrictMath::pow).of(base, signed()) : base;
        }

        private Term primary() {
            char next = peek();
            if (accept('(')) {
                Term inner = sum();
                expect(')');
                return inner;
            }
            if (isDigit(next) || next == '.') {
                double number = number();
                return (cells, row) -> number;
            }
            if (isLetter(next)) {
                return named();
            }
            throw expected("a number, a column, a function or '('");
        }

        private double number() {
            int from = at;
            skipDigits();
            if (here() == '.') {
                at++;
                skipDigits();
            }
            if (here() == 'e' || here() == 'E') {
                at++;
                if (here() == '+' || here() == '-') {
                    at++;
                }
                skipDigits();
            }
            String digits = text.substring(from, at);
            try {
                return Double.parseDouble(digits);
            } catch (NumberFormatException e) {
                at = from;
                throw expected("a number");
            }
        }

        private void skipDigits() {
            while (isDigit(here())) {
                at++;
            }
        }

        private Term named() {
            int from = at;
            while (isLetter(here()) || isDigit(here())) {
                at++;
            }
            String name = text.substring(from, at);
            if (peek() == '(') {
                return call(name, from);
            }
            if (!name.matches("x[0-9]{1,9}") || Integer.parseInt(name.substring(1)) >= columns) {
                at = from;
                throw expected("a column from x0 to x" + (columns - 1));
            }
            int column = Integer.parseInt(name.substring(1));
            return (cells, row) -> cells[row + column];
        }

        private Term call(String name, int from) {
            return switch (name) {
                case "exp" -> compose(StrictMath::exp, argument());
                case "sin" -> compose(StrictMath::sin, argument());
                case "cos" -> compose(StrictMath::cos, argument());
                case "tanh" -> compose(StrictMath::tanh, argument());
                case "sqrt" -> compose(Math::sqrt, argument());
                case "abs" -> compose(Math::abs, argument());
                case "sgn" -> compose(value -> value > 0 ? 1 : -1, argument());
                case "gt" -> twoArguments((a, b) -> a > b ? 1 : 0);
                case "max" -> manyArguments(Math::max);
                case "min" -> manyArguments(Math::min);
                default -> {
                    at = from;
                    throw expected("one of the functions exp sin cos tanh sqrt abs max min sgn gt");
                }
            };
        }

        private Term argument() {
            expect('(');
            Term argument = sum();
            expect(')');
            return argument;
        }

        private Term twoArguments(Pairing function) {
            expect('(');
            Term first = sum();
            expect(',');
            Term both = function.of(first, sum());
            expect(')');
            return both;
        }

        private Term manyArguments(Pairing function) {
            expect('(');
            Term first = sum();
            expect(',');
            Term all = function.of(first, sum());
            while (accept(',')) {
                all = function.of(all, sum());
            }
            expect(')');
            return all;
        }

        private boolean accept(char symbol) {
            if (peek() != symbol) {
                return false;
            }
            at++;
            return true;
        }

        private void expect(char symbol) {
            if (!accept(symbol)) {
                throw expected("'" + symbol + "'");
            }
        }

        /** The next character that is no white space; 0 at the end. */
        private char peek() {
            while (Character.isWhitespace(here())) {
                at++;
            }
            return here();
        }

        private char here() {
            return at < text.length() ? text.charAt(at) : 0;
        }

        private static boolean isDigit(char c) {
            return c >= '0' && c <= '9';
        }

        private static boolean isLetter(char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
        }

        private IllegalArgumentException expected(String what) {
            String found =
                    at < text.length() ? "'" + text.substring(at, Math.min(at + 10, text.length())) + "'" : "the end";
            return new IllegalArgumentException(
                    "expression '" + text + "' must have " + what + " at character " + (at + 1) + " but has " + found);
        }
    }
}
