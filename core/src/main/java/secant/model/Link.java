package secant.model;

/**
 * The scale on which contributions add up: a monotone function of a model's output. Values on the link's scale are what
 * attributions, base values and predictions of an explanation are given in.
 */
public enum Link {

    /** The output as it is. */
    IDENTITY {
        @Override
        public double apply(double output) {
            return output;
        }

        @Override
        public double invert(double linked) {
            return linked;
        }

        @Override
        public boolean admits(double output) {
            return true;
        }
    },

    /**
     * Log-odds of a probability, ln(p / (1 − p)). Probabilities closer to 0 or 1 than {@value #CLIP} are taken as
     * {@value #CLIP} and 1 − {@value #CLIP}; explanations say so when it happened.
     */
    LOGIT {
        @Override
        public double apply(double output) {
            double p = Math.min(Math.max(output, CLIP), 1 - CLIP);
            return StrictMath.log(p / (1 - p));
        }

        @Override
        public double invert(double linked) {
            return 1 / (1 + StrictMath.exp(-linked));
        }

        @Override
        public boolean admits(double output) {
            return output >= 0 && output <= 1;
        }

        @Override
        public boolean clips(double output) {
            return output < CLIP || output > 1 - CLIP;
        }
    },

    /** Natural logarithm of a positive output, such as a rate or an expected count. */
    LOG {
        @Override
        public double apply(double output) {
            return StrictMath.log(output);
        }

        @Override
        public double invert(double linked) {
            return StrictMath.exp(linked);
        }

        @Override
        public boolean admits(double output) {
            return output > 0;
        }
    };

    /** How near to 0 and to 1 {@link #LOGIT} lets a probability come; the figure of the shap package. */
    public static final double CLIP = 1e-15;

    /**
     * Takes an output to the link's scale.
     *
     * @param output a model's output that {@link #admits}
     * @return the linked value
     */
    public abstract double apply(double output);

    /**
     * Takes a linked value back to the model's scale.
     *
     * @param linked a value on the link's scale
     * @return the output that the link takes there
     */
    public abstract double invert(double linked);

    /**
     * Says whether {@link #apply} moves an output before it takes the link.
     *
     * @param output a model's output
     * @return true for a probability that is clipped
     */
    public boolean clips(double output) {
        return false;
    }

    /**
     * Says whether the link is defined for an output.
     *
     * @param output a finite model output
     * @return false for a probability below 0 or above 1, or a logarithm of 0 or less
     */
    public abstract boolean admits(double output);

    /** {@return what {@link #admits} asks for, in words} */
    public String domain() {
        return switch (this) {
            case IDENTITY -> "any number";
            case LOGIT -> "a probability from 0 to 1";
            case LOG -> "a number above 0";
        };
    }
}
