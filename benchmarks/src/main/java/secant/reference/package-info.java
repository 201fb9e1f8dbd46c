/**
 * Replays case files that independent tools have made: models as numbers, rows, and what the answers must be. Each model
 * is read from its file and explained; each answer is compared.
 */
@NullMarked
package secant.reference;

import org.jspecify.annotations.NullMarked;
