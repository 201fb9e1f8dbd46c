package secant.report;

import java.io.Console;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether what is printed goes to a terminal that knows colours. */
final class Terminal {

    private Terminal() {}

    static boolean hasColours() {
        return hasColours(isTerminal(System.console()), System.getenv());
    }

    static boolean hasColours(boolean terminal, Map<String, String> environment) {
        return terminal
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
    }

    /** From Java 22 on there is a console without a terminal, which says so by a method that Java 17 does not have. */
    private static boolean isTerminal(@Nullable Console console) {
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
