/**
 * What a gateway says of one request without serving it: who could answer, who was left out by what, and who would be asked.
 * For people and their tools; nothing of ours decides by it.
 */
@NullMarked
package dev.sluice.contract.explain;

import org.jspecify.annotations.NullMarked;
