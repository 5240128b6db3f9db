/**
 * What all kinds share: references, formats of text fields, and how parts of a resource are read and written.
 */
@NullMarked
package dev.sluice.crds.v1alpha1.type;

import org.jspecify.annotations.NullMarked;
