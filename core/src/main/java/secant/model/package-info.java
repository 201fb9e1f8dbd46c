/** The model as Secant sees it: a function from rows to outputs, the door that checks it, and the links to its scale. */
@NullMarked
package secant.model;

import org.jspecify.annotations.NullMarked;
