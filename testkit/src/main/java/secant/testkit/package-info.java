/** A conformance kit that any explainer can be put under, and assertions on explanations for a model's own tests. */
@NullMarked
package secant.testkit;

import org.jspecify.annotations.NullMarked;
