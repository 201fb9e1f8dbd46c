package secant.lime;

/**
 * A control variate for samples of independent columns: h(s), a polynomial of an additive index s = Σ s<sub>c</sub>(x<sub>c</sub>),
 * fitted to the answers, whose linear fit under the law of the samples is known exactly.
 *
 * <p>What a linear fit leaves over is mostly no noise: columns bend within bins, other bins differ from each other, and
 * answers that go from 0 to 1 bend the sum of everything. h(s) has all three. The fit of answers − h(s) by least squares plus
 * the exact linear fit of h(s) tends to what the fit of the answers tends to, whatever h and s are, but only what is left over
 * by h(s) scatters. (Control variates with fitted coefficients: Glasserman 2003, section 4.1; the index is a generalised additive
 * model of one step, as by Bussgang's theorem the means of answers given a column are in proportion to its part of an index that they
 * bend.)
 *
 * <p>s<sub>c</sub> is a number and a slope for each bin, the slope in the share of the bin's probability that is below the
 * value; of categories a number each; of other columns linear and quadratic in the score. Each column's part is shrunk by as
 * much of its variance as noise would give it. The columns being independent, moments of s come from moments of
 * s<sub>c</sub>, and so does E[h(s) x<sub>c</sub>], which is all that an exact linear fit needs.
 *
 * <p>Immutable. Cost: about four passes over samples × columns small numbers; memory a few numbers a sample.
 */
final class IndexControl {

    /** As high as a sigmoid's bend needs; higher powers add noise. */
    private static final int DEGREE = 7;

    private static final int TERMS = DEGREE + 1;

    /** What is left of a power's square below this share repeats the lower powers. */
    private static final double SMALLEST_REST = 1e-9;

    /** Gauss–Legendre on (−½, ½), exact to the power 7. */
    private static final double[] SHARES = {
        -0.4305681557970263, -0.16999052179242813, 0.16999052179242813, 0.4305681557970263
    };

    private static final double[] SHARE_WEIGHTS = {
        0.17392742256872679, 0.3260725774312732, 0.3260725774312732, 0.17392742256872679
    };

    /** Gauss–Hermite for standard normal scores, the positive half, exact to the power 15. */
    private static final double[] SCORES = {
        0.5390798113513751, 1.636519042435108, 2.8024858612875416, 4.1445471861258945
    };

    private static final double[] SCORE_WEIGHTS = {
        0.37301225767907736, 0.11723990766175905, 0.009635220120788258, 0.00011261453837536765
    };

    private final double[] polynomial;
    private final double[] index;
    private final double[] slopes;
    private final double constant;

    private IndexControl(double[] polynomial, double[] index, double[] slopes, double constant) {
        this.polynomial = polynomial;
        this.index = index;
        this.slopes = slopes;
        this.constant = constant;
    }

    /** {@return how many numbers are fitted for columns of these laws} */
    static int parameters(ColumnLaw[] laws) {
        int parameters = DEGREE;
        for (ColumnLaw law : laws) {
            parameters += law.isBit() ? 2 * law.cells() : 2;
        }
        return parameters;
    }

    /**
     * Fits a control variate.
     *
     * @param samples of a tilted law
     * @param laws one a column
     * @param answers one a sample
     */
    static IndexControl of(NeighbourhoodSamples samples, ColumnLaw[] laws, double[] answers) {
        int n = answers.length;
        double mean = 0;
        for (double answer : answers) {
            mean += answer / n;
        }
        double[] centred = new double[n];
        double variance = 0;
        for (int i = 0; i < n; i++) {
            centred[i] = answers[i] - mean;
            variance += centred[i] * centred[i] / n;
        }
        Part[] parts = new Part[laws.length];
        double square = 0;
        for (int c = 0; c < laws.length; c++) {
            parts[c] = new Part(laws[c]);
        }
        parts(samples, parts, centred);
        for (Part part : parts) {
            square += part.finish(n, variance);
        }
        if (!(square > 0)) {
            return new IndexControl(new double[] {mean}, new double[n], new double[laws.length], mean);
        }
        double[] index = new double[n];
        double scale = Math.sqrt(square);
        for (Part part : parts) {
            part.divide(scale);
        }
        index(samples, parts, index);
        double[] polynomial = polynomial(index, centred);
        polynomial[0] += mean;
        return linearFit(parts, index, polynomial);
    }

    private static void parts(NeighbourhoodSamples samples, Part[] parts, double[] centred) {
        for (int tile = 0; tile < samples.design().tiles(); tile++) {
            samples.show(tile);
            int count = samples.design().tileSize(tile);
            for (int c = 0; c < parts.length; c++) {
                parts[c].add(
                        samples.column(c),
                        samples.offset(),
                        count,
                        centred,
                        samples.design().tileFirst(tile));
            }
        }
    }

    private static void index(NeighbourhoodSamples samples, Part[] parts, double[] index) {
        for (int tile = 0; tile < samples.design().tiles(); tile++) {
            samples.show(tile);
            int count = samples.design().tileSize(tile);
            for (int c = 0; c < parts.length; c++) {
                parts[c].addTo(index, samples.design().tileFirst(tile), samples.column(c), samples.offset(), count);
            }
        }
    }

    /** One column's part of the index: a level and a slope for each cell, or for a score's first two powers. */
    private static final class Part {

        private final ColumnLaw law;
        private final double[] levels;
        private final double[] slopes;
        private boolean empty;

        Part(ColumnLaw law) {
            this.law = law;
            this.levels = new double[law.isBit() ? law.cells() : 1];
            this.slopes = new double[levels.length];
        }

        /** Adds up answers, and answers times where they are within a cell. */
        void add(ColumnSamples column, int offset, int count, double[] centred, int first) {
            if (!law.isBit()) {
                for (int i = 0; i < count; i++) {
                    double score = column.values[offset + i];
                    levels[0] += centred[first + i] * (score * score - 1);
                    slopes[0] += centred[first + i] * score;
                }
                return;
            }
            char[] cells = column.cells;
            float[] shares = column.shares;
            for (int i = 0; i < count; i++) {
                int cell = cells[offset + i];
                double answer = centred[first + i];
                levels[cell] += answer;
                slopes[cell] += answer * (shares[offset + i] - 0.5f);
            }
        }

        /** Makes means of the sums, shrinks them, and returns the part's variance. */
        double finish(int n, double variance) {
            double noise = variance / n;
            double between = 0;
            double within = 0;
            double mean = 0;
            int seen = 0;
            if (!law.isBit()) {
                levels[0] = shrunk(levels[0] / n / 2, 2, noise);
                slopes[0] = law.spread > 0 ? slopes[0] / n : 0;
                empty = law.spread == 0;
                levels[0] = empty ? 0 : levels[0];
                return slopes[0] * slopes[0] + 2 * levels[0] * levels[0];
            }
            for (int b = 0; b < levels.length; b++) {
                double p = law.share(b);
                if (p > 0) {
                    seen++;
                    levels[b] /= n * p;
                    slopes[b] *= 12 / (n * p); // a uniform share's variance is 1/12
                    mean += p * levels[b];
                    within += p * slopes[b] * slopes[b] / 12;
                }
            }
            for (int b = 0; b < levels.length; b++) {
                levels[b] -= mean;
                between += law.share(b) * levels[b] * levels[b];
            }
            double keptLevels = kept(between, (seen - 1) * noise);
            double keptSlopes = kept(within, seen * noise);
            for (int b = 0; b < levels.length; b++) {
                levels[b] *= law.share(b) > 0 ? keptLevels : 0;
                slopes[b] *= law.share(b) > 0 ? keptSlopes : 0;
            }
            empty = keptLevels == 0 && keptSlopes == 0;
            return keptLevels * keptLevels * between + keptSlopes * keptSlopes * within;
        }

        private static double shrunk(double coefficient, double square, double noise) {
            return coefficient * kept(square * coefficient * coefficient, noise);
        }

        /** How much is kept of what has a variance, of which noise has a part (James and Stein 1961). */
        private static double kept(double variance, double noise) {
            return variance > noise ? 1 - noise / variance : 0;
        }

        void divide(double scale) {
            for (int b = 0; b < levels.length; b++) {
                levels[b] /= scale;
                slopes[b] /= scale;
            }
        }

        void addTo(double[] index, int first, ColumnSamples column, int offset, int count) {
            if (empty) {
                return;
            }
            if (!law.isBit()) {
                for (int i = 0; i < count; i++) {
                    double score = column.values[offset + i];
                    index[first + i] += slopes[0] * score + levels[0] * (score * score - 1);
                }
                return;
            }
            char[] cells = column.cells;
            float[] shares = column.shares;
            for (int i = 0; i < count; i++) {
                int cell = cells[offset + i];
                index[first + i] += levels[cell] + slopes[cell] * (shares[offset + i] - 0.5f);
            }
        }

        /** Adds up E[sᵏ] and E[sᵏ (x − E x)], x the feature: a bit for the row's own cell, or a score. */
        void moments(double[] powers, double[] crossed) {
            if (!law.isBit()) {
                for (int node = 0; node < SCORES.length; node++) {
                    for (int sign = -1; sign <= 1; sign += 2) {
                        double score = sign * SCORES[node];
                        double s = slopes[0] * score + levels[0] * (score * score - 1);
                        add(s, SCORE_WEIGHTS[node], score, powers, crossed);
                    }
                }
                return;
            }
            double own = law.share(law.own);
            for (int b = 0; b < levels.length; b++) {
                for (int node = 0; node < SHARES.length && law.share(b) > 0; node++) {
                    double s = levels[b] + slopes[b] * SHARES[node];
                    add(s, SHARE_WEIGHTS[node] * law.share(b), (b == law.own ? 1 : 0) - own, powers, crossed);
                }
            }
        }

        private static void add(double s, double probability, double feature, double[] powers, double[] crossed) {
            double power = probability;
            for (int k = 0; k < TERMS; k++) {
                powers[k] += power;
                crossed[k] += power * feature;
                power *= s;
            }
        }
    }

    /** Least squares on powers of the index, made orthogonal one after the other. */
    private static double[] polynomial(double[] index, double[] answers) {
        double[] gram = new double[TERMS * TERMS];
        double[] sums = new double[TERMS];
        double[] hermite = new double[TERMS];
        for (int i = 0; i < index.length; i++) {
            double s = index[i];
            hermite[0] = 1;
            hermite[1] = s;
            for (int k = 2; k < TERMS; k++) {
                hermite[k] = s * hermite[k - 1] - (k - 1) * hermite[k - 2];
            }
            for (int k = 0; k < TERMS; k++) {
                double term = hermite[k];
                for (int l = 0; l <= k; l++) {
                    gram[k * TERMS + l] += term * hermite[l];
                }
                sums[k] += term * answers[i];
            }
        }
        return powers(solved(gram, sums));
    }

    /** Solves by Cholesky's factorization; terms that repeat lower ones get 0. */
    private static double[] solved(double[] gram, double[] sums) {
        boolean[] used = new boolean[TERMS];
        for (int k = 0; k < TERMS; k++) {
            double whole = gram[k * TERMS + k];
            for (int l = 0; l <= k; l++) {
                double rest = gram[k * TERMS + l];
                for (int j = 0; j < l; j++) {
                    rest -= gram[k * TERMS + j] * gram[l * TERMS + j];
                }
                if (l < k) {
                    gram[k * TERMS + l] = used[l] ? rest / gram[l * TERMS + l] : 0;
                } else {
                    used[k] = rest > SMALLEST_REST * whole;
                    gram[k * TERMS + k] = used[k] ? Math.sqrt(rest) : 0;
                }
            }
        }
        double[] solution = new double[TERMS];
        for (int k = 0; k < TERMS; k++) {
            double rest = sums[k];
            for (int l = 0; l < k; l++) {
                rest -= gram[k * TERMS + l] * solution[l];
            }
            solution[k] = used[k] ? rest / gram[k * TERMS + k] : 0;
        }
        for (int k = TERMS - 1; k >= 0; k--) {
            double rest = solution[k];
            for (int l = k + 1; l < TERMS; l++) {
                rest -= used[l] ? gram[l * TERMS + k] * solution[l] : 0;
            }
            solution[k] = used[k] ? rest / gram[k * TERMS + k] : 0;
        }
        return solution;
    }

    /** Turns coefficients of Hermite polynomials into those of powers. */
    private static double[] powers(double[] coefficients) {
        double[] powers = new double[TERMS];
        double[] before = new double[TERMS];
        double[] term = new double[TERMS];
        term[0] = 1;
        for (int k = 0; k < TERMS; k++) {
            for (int i = 0; i <= k; i++) {
                powers[i] += coefficients[k] * term[i];
            }
            double[] next = new double[TERMS];
            for (int i = 0; i <= k; i++) {
                next[i] -= k * before[i];
                if (i + 1 < TERMS) {
                    next[i + 1] += term[i];
                }
            }
            before = term;
            term = next;
        }
        return powers;
    }

    /** The exact linear fit of h(s), from E[h(s) (x − E x)] = Σ hₖ Σ C(k, i) E[(s − s_c)ᵏ⁻ⁱ] E[s_cⁱ (x − E x)]. */
    private static IndexControl linearFit(Part[] parts, double[] index, double[] polynomial) {
        double[][] powers = new double[parts.length][TERMS];
        double[][] crossed = new double[parts.length][TERMS];
        double[] all = new double[TERMS];
        all[0] = 1;
        for (int c = 0; c < parts.length; c++) {
            parts[c].moments(powers[c], crossed[c]);
            all = convolved(all, powers[c]);
        }
        double constant = 0;
        for (int k = 0; k < TERMS; k++) {
            constant += polynomial[k] * all[k];
        }
        double[] slopes = new double[parts.length];
        for (int c = 0; c < parts.length; c++) {
            ColumnLaw law = parts[c].law;
            double[] joint = convolved(without(all, powers[c]), crossed[c]);
            double covariance = 0;
            for (int k = 0; k < TERMS; k++) {
                covariance += polynomial[k] * joint[k];
            }
            if (law.isBit()) {
                double own = law.share(law.own);
                slopes[c] = own > 0 && own < 1 ? covariance / (own * (1 - own)) : 0;
                constant -= slopes[c] * own;
            } else {
                slopes[c] = law.spread > 0 ? covariance / law.spread : 0;
                constant -= slopes[c] * law.centre;
            }
        }
        return new IndexControl(polynomial, index, slopes, constant);
    }

    /** Moments of a sum of independent numbers. */
    private static double[] convolved(double[] one, double[] other) {
        double[] sum = new double[TERMS];
        for (int k = 0; k < TERMS; k++) {
            double ways = 1; // k over i
            for (int i = 0; i <= k; i++) {
                sum[k] += ways * one[k - i] * other[i];
                ways = ways * (k - i) / (i + 1);
            }
        }
        return sum;
    }

    /** Moments of what a sum is without one of its independent parts. */
    private static double[] without(double[] all, double[] part) {
        double[] rest = new double[TERMS];
        for (int k = 0; k < TERMS; k++) {
            rest[k] = all[k];
            double ways = k;
            for (int i = 1; i <= k; i++) {
                rest[k] -= ways * rest[k - i] * part[i];
                ways = ways * (k - i) / (i + 1);
            }
        }
        return rest;
    }

    /** {@return h(s) of a sample} */
    double of(int sample) {
        double s = index[sample];
        double value = 0;
        for (int k = polynomial.length - 1; k >= 0; k--) {
            value = value * s + polynomial[k];
        }
        return value;
    }

    /** {@return the coefficients of the exact linear fit; not to be written to} */
    double[] slopes() {
        return slopes;
    }

    /** {@return its intercept} */
    double constant() {
        return constant;
    }
}
