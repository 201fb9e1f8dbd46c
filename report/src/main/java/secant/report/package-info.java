/** Reports of explanations as data, and the writers that turn them into text, pictures, pages and JSON. */
@NullMarked
package secant.report;

import org.jspecify.annotations.NullMarked;
