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

    OddProcess.Setting setting(String line) {
        double[] indices = numbers(line);
        return new OddProcess.Setting((int) indices[0], (int) indices[1], (int) indices[2], (int) indices[3]);
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
        return new OddPairs(players(), words, weights, new int[pairs.size()], new double[] {1});
    }

    double[] odd() {
        return pairs.stream().mapToDouble(p -> Double.parseDouble(p[1])).toArray();
    }

    @Override
    public String toString() {
        return name;
    }
}
