import shared from "../../../jest.config.js";

/** What only the published package can show; `npm test` in packages/limbeck leaves it out, because installing is slow. */
export default { ...shared, roots: ["<rootDir>"] };
