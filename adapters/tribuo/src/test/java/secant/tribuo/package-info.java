@NullMarked
package secant.tribuo;

import org.jspecify.annotations.NullMarked;
