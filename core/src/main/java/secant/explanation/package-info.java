/** What an explainer gives back: attributions with their errors, how good they are, and how they came about. */
@NullMarked
package secant.explanation;

import org.jspecify.annotations.NullMarked;
