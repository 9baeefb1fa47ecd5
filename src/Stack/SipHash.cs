using System.Numerics;

namespace Conformance.Stack;

/// <summary>SipHash-2-4 of one 64-bit block: small, fast, and not invertible without the key, unlike the usual seeded generators.</summary>
internal static class SipHash
{
    public static ulong Mix(ulong key0, ulong key1, ulong block)
    {
        var v0 = key0 ^ 0x736f6d6570736575UL;
        var v1 = key1 ^ 0x646f72616e646f6dUL;
        var v2 = key0 ^ 0x6c7967656e657261UL;
        var v3 = key1 ^ 0x7465646279746573UL;

        Absorb(block);
        Absorb(8UL << 56);
        v2 ^= 0xff;
        Rounds(4);
        return v0 ^ v1 ^ v2 ^ v3;

        void Absorb(ulong m)
        {
            v3 ^= m;
            Rounds(2);
            v0 ^= m;
        }

        void Rounds(int n)
        {
            for (var i = 0; i < n; i++)
            {
                v0 += v1;
                v2 += v3;
                v1 = BitOperations.RotateLeft(v1, 13) ^ v0;
                v3 = BitOperations.RotateLeft(v3, 16) ^ v2;
                v0 = BitOperations.RotateLeft(v0, 32);
                v2 += v1;
                v0 += v3;
                v1 = BitOperations.RotateLeft(v1, 17) ^ v2;
                v3 = BitOperations.RotateLeft(v3, 21) ^ v0;
                v2 = BitOperations.RotateLeft(v2, 32);
            }
        }
    }
}
