/**
 * Providers, pools and Services: what requests can be sent to, with the secrets they need. What is invalid is left out and
 * said. Pure.
 */
@NullMarked
package dev.sluice.control.translate.provider;

import org.jspecify.annotations.NullMarked;
