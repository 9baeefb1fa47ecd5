namespace Conformance.Wire.Tests.Mime;

internal static class Octets
{
    /// <summary>Compares quickly and explains only a difference: the mutation tests ask this a million times.</summary>
    public static void AreEqual(ReadOnlyMemory<byte> actual, ReadOnlyMemory<byte> expected, string? what = null)
    {
        if (!actual.Span.SequenceEqual(expected.Span))
        {
            Assert.That(actual.ToArray(), Is.EqualTo(expected.ToArray()), what);
        }
    }
}
