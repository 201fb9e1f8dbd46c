/** Models trained with, or wrapped by, <a href="https://tribuo.org">Tribuo</a> as predictors. */
@NullMarked
package secant.tribuo;

import org.jspecify.annotations.NullMarked;
