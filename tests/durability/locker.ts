/** Takes the lock of a folder, says whether it has it, and stays until it is killed. */
import { lockDirectory } from "@/lib/store/views/directory-lock";

await lockDirectory(process.argv[2]).then(
  () => process.stdout.write("got it"),
  (error: Error) => process.stdout.write(error.message),
);
setInterval(() => {}, 60_000);
