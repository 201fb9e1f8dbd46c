package secant.testkit;

import java.util.Set;
import secant.explanation.Explainer;
import secant.kernelshap.Estimator;

/** Kernel SHAP under the kit, as anybody's explainer would be. */
class KernelShapConformanceTest extends ExplainerConformance {

    @Override
    protected Set<Capability> capabilities() {
        return Explainers.game(Capability.LINEAR, Capability.PAIRED);
    }

    @Override
    protected Explainer explainer(Trial trial) {
        return Explainers.kernel(trial, Estimator.automatic());
    }
}
