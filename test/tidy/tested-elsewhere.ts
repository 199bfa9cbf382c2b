/**
 * Files of the packages that export code and that no test covers by name, each with what covers it. A path that ends with a
 * slash stands for a folder.
 */
export const testedElsewhere: Readonly<Record<string, string>> = {};
