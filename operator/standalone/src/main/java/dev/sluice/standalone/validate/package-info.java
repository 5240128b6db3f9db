/** {@code sluice validate}: what a cluster or standalone mode would say of manifests, before anybody applies them. */
@NullMarked
package dev.sluice.standalone.validate;

import org.jspecify.annotations.NullMarked;
