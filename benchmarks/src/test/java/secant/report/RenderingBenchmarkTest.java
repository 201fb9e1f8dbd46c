package secant.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RenderingBenchmarkTest {

    private static final RenderingBenchmark.Rows ROWS = new RenderingBenchmark.Rows();

    static {
        ROWS.setUp();
    }

    private static int length(RenderingBenchmark.Drawn picture) {
        RenderingBenchmark.One one = new RenderingBenchmark.One();
        one.picture = picture;
        return new RenderingBenchmark().one(ROWS, one);
    }

    @ParameterizedTest
    @EnumSource
    void picture_ofTheBenchmark_isAnSvgThatNamesFeatures(RenderingBenchmark.Drawn picture) {
        String svg = new SvgWriter().write(picture.section(RenderingBenchmark.rows()));
        assertThat(svg.startsWith("<svg") && svg.endsWith("</svg>") && svg.contains("feature 0"))
                .as("%.200s", svg)
                .isTrue();
        assertThat(length(picture)).isEqualTo(svg.length());
    }

    @Test
    void all_ofTheBenchmark_isEveryPicture() {
        int sum = Arrays.stream(RenderingBenchmark.Drawn.values())
                .mapToInt(RenderingBenchmarkTest::length)
                .sum();
        assertThat(new RenderingBenchmark().all(ROWS)).isEqualTo(sum);
    }
}
