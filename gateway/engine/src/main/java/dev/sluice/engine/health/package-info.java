/**
 * How providers and endpoints look from here: load, active health, outliers. Shared by all event loops without locks on the
 * hot path, kept by id over changes of the model.
 */
@NullMarked
package dev.sluice.engine.health;

import org.jspecify.annotations.NullMarked;
