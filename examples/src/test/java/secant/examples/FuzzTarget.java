package secant.examples;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import secant.explanation.Explanations;
import secant.lime.TrainingStatistics;
import secant.report.ExplanationJson;

/**
 * What is fed with bytes that nobody thought of: parsers, which must refuse a text in words or make of it what reads back to
 * the same, and builders, which must refuse options in words or give explanations that hold.
 */
enum FuzzTarget {
    EXPLANATION_JSON {
        @Override
        void accept(byte[] input) {
            String text = text(input);
            if (input.length % 2 == 0) {
                String once = ExplanationJson.write(ExplanationJson.read(text));
                same(once, ExplanationJson.write(ExplanationJson.read(once)));
            } else {
                Explanations all = ExplanationJson.readAll(text);
                String once = ExplanationJson.write(all);
                same(once, ExplanationJson.write(ExplanationJson.readAll(once)));
            }
        }
    },
    STATISTICS_JSON {
        @Override
        void accept(byte[] input) {
            String once = TrainingStatistics.fromJson(text(input)).toJson();
            same(once, TrainingStatistics.fromJson(once).toJson());
        }
    },
    CREDIT_CSV {
        @Override
        void accept(byte[] input) throws IOException {
            CreditData data = CreditData.read(new ByteArrayInputStream(input));
            if (data.rows().rows() != data.size()) {
                throw new IllegalStateException(data.rows().rows() + " rows for " + data.size() + " labels");
            }
            if (Arrays.stream(data.rows().data()).anyMatch(Double::isInfinite)) {
                throw new IllegalStateException("a value is infinite");
            }
        }
    },
    BUILDER_OPTIONS {
        @Override
        void accept(byte[] input) {
            FuzzedBuilder.run(input);
        }
    };

    /** Throws nothing but what refuses the input in words. */
    abstract void accept(byte[] input) throws IOException;

    /** One input: refused in words, or accepted and sound. */
    final void run(byte[] input) throws IOException {
        try {
            accept(input);
        } catch (IllegalArgumentException refused) {
            checkRefusal(refused);
        }
    }

    /** A subclass, such as a NumberFormatException, comes from some depth that knows neither place nor rule. */
    private static void checkRefusal(IllegalArgumentException refused) {
        String message = refused.getMessage();
        if (refused.getClass() != IllegalArgumentException.class || message == null || message.length() < 10) {
            throw new IllegalStateException("a refusal must say what is wrong but is " + refused, refused);
        }
    }

    /** The folder of its inputs. */
    final String folder() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String text(byte[] input) {
        return new String(input, StandardCharsets.UTF_8);
    }

    private static void same(String actual, String expected) {
        if (!actual.equals(expected)) {
            throw new IllegalStateException("what was read must read back alike: " + List.of(actual, expected));
        }
    }
}
