using System.Buffers.Binary;
using System.Text;

namespace Conformance.Harness.Engine;

/// <summary>
/// Finds the case whose nonce stands somewhere in a message. The time it takes depends on the length of the message alone, not on how many cases are
/// under way: messages that belong to nobody may come by the thousand.
/// </summary>
internal sealed class NonceIndex
{
    // Makes capital letters small and leaves small letters and digits as they are, in all eight octets at once.
    private const ulong Small = 0x2020202020202020;

    private readonly Dictionary<ulong, CaseRun> _runs = [];

    internal void Add(string nonce, CaseRun run) => _runs[KeyOf(nonce)] = run;

    internal void Remove(string nonce) => _runs.Remove(KeyOf(nonce));

    /// <summary>The case that is named first, in capital or small letters; null when none is.</summary>
    internal CaseRun? FirstIn(ReadOnlySpan<byte> bytes)
    {
        if (_runs.Count == 0)
        {
            return null;
        }

        for (var at = 0; at <= bytes.Length - sizeof(ulong); at++)
        {
            var window = bytes.Slice(at, sizeof(ulong));
            if (_runs.TryGetValue(BinaryPrimitives.ReadUInt64LittleEndian(window) | Small, out var run) && Ascii.EqualsIgnoreCase(window, run.Nonce))
            {
                return run;
            }
        }

        return null;
    }

    private static ulong KeyOf(string nonce) => BinaryPrimitives.ReadUInt64LittleEndian(Encoding.ASCII.GetBytes(nonce)) | Small;
}
