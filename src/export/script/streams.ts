/** The counter-based streams in Python. Source: SPEC (2.8). */

export const STREAMS = String.raw`
def words(seed, stream, count):
    """The first words of a stream: Philox4x32-10 with key (seed, stream) and counter (block, 0, 0, 0)."""
    low, shift = np.uint64(0xFFFFFFFF), np.uint64(32)
    c0 = np.arange(-(-count // 4), dtype=np.uint64)
    c1 = c2 = c3 = np.zeros_like(c0)
    k0, k1 = seed, stream
    for _ in range(10):
        p0, p1 = np.uint64(0xD2511F53) * c0, np.uint64(0xCD9E8D57) * c2
        c0, c1 = (p1 >> shift) ^ c1 ^ np.uint64(k0), p1 & low
        c2, c3 = (p0 >> shift) ^ c3 ^ np.uint64(k1), p0 & low
        k0, k1 = (k0 + 0x9E3779B9) % 2**32, (k1 + 0xBB67AE85) % 2**32
    return np.stack([c0, c1, c2, c3], axis=1).ravel()[:count]


def normals(seed, stream, *shape):
    """Standard normals by Box and Muller on pairs of words, row after row: more rows never change the first ones."""
    count = int(np.prod(shape))
    w = words(seed, stream, count + count % 2).astype(float)
    radius, angle = np.sqrt(-2 * np.log((w[0::2] + 1) / 2**32)), 2 * np.pi * w[1::2] / 2**32
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1).ravel()[:count].reshape(shape)
`;

export const UNIFORMS = String.raw`

def uniforms(seed, stream, count):
    """Numbers in [0, 1)."""
    return words(seed, stream, count) / 2**32
`;

/** The Q of a QR decomposition with diag(R) > 0. Source: SPEC (2.3). */
export const ORTHONORMAL = String.raw`

def orthonormal(M):
    """The Q of M = Q R with diag(R) > 0: Haar where M is Gaussian."""
    Q, R = np.linalg.qr(M)
    return Q * np.sign(np.diag(R))
`;
