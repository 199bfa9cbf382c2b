/** Version of this SDK, which plugins name a range of. A test keeps it equal to the package's. */
export const sdkVersion: string = '0.0.0';
