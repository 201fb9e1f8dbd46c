package secant.kernelshap;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import secant.masking.Coalitions;

/** A case of {@code odd-process.txt}, which says where it comes from. */
final class GoldenProcess {

    private final String name;
    private final Map<String, String> lines = new LinkedHashMap<>();
    private final List<String[]> pairs = new ArrayList<>();

    private GoldenProcess(String name) {
        this.name = name;
    }

    static List<GoldenProcess> all() {
        List<GoldenProcess> cases = new ArrayList<>();
        try (InputStream in = GoldenProcess.class.getResourceAsStream("odd-process.txt");
                BufferedReader reader = new BufferedReader(
                        new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.US_ASCII))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String[] words = line.split(" ", 2);
                if (words[0].equals("case")) {
                    cases.add(new GoldenProcess(words[1]));
                } else if (words[0].equals("pair")) {
                    cases.get(cases.size() - 1).pairs.add(words[1].split(" "));
                } else if (!words[0].equals("#")) {
                    cases.get(cases.size() - 1).lines.put(words[0], words[1]);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return cases;
    }

    int players() {
        return (int) numbers("players")[0];
    }

    double[] numbers(String line) {
        return Arrays.stream(Objects.requireNonNull(lines.get(line)).split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    /** The process whose slopes are min(0.995, θ ((ρ + 0.01) / 1.01)^γ), from what the file gives as indices of grids. */
    OddProcess process() {
        double[] slopes = {0.01, 0.03, 0.07, 0.15, 0.3, 0.5, 0.7, 0.9};
        double[] curvatures = {0.01, 0.03, 0.1, 0.3, 1, 3, 30};
        double[] exponents = {0, 0.5, 1, 1.5, 2, 2.5};
        double[] nuggets = {1e-8, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 0.5};
        double[] indices = numbers("process");
        double[] reaches = Arrays.stream(numbers("relevances"))
                .map(rho -> Math.min(
                        0.995, slopes[(int) indices[0]] * Math.pow((rho + 0.01) / 1.01, exponents[(int) indices[2]])))
                .map(slope -> Math.log((1 + slope) / (1 - slope)) / 2)
                .toArray();
        return new OddProcess(reaches, curvatures[(int) indices[1]], nuggets[(int) indices[3]]);
    }

    OddPairs pairs() {
        int stride = Coalitions.words(players());
        long[] words = new long[pairs.size() * stride];
        double[] weights = new double[pairs.size()];
        Arrays.fill(weights, 1);
        for (int p = 0; p < pairs.size(); p++) {
            BigInteger bits = new BigInteger(pairs.get(p)[0], 16);
            for (int w = 0; w < stride; w++) {
                words[p * stride + w] = bits.shiftRight(64 * w).longValue();
            }
        }
        return new OddPairs(players(), words, weights, new int[pairs.size()]);
    }

    double[] odd() {
        return pairs.stream().mapToDouble(p -> Double.parseDouble(p[1])).toArray();
    }

    @Override
    public String toString() {
        return name;
    }
}
