/** How much, as a bar behind or beside the words. */
import styles from "./filter.module.css";

/** @param share from 0 to 1 */
export function Bar({ share, className = styles.bar }: { share: number; className?: string | undefined }) {
  return (
    <svg className={className} viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
      <rect width={100 * share} height="1" />
    </svg>
  );
}
