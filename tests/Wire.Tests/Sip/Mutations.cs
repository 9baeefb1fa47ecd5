namespace Conformance.Wire.Tests.Sip;

/// <summary>Small damage to good input: bytes changed, inserted, removed, repeated, and pieces of two inputs joined.</summary>
internal static class Mutations
{
    private static readonly byte[] Marks = "\r\n\t \":;,<>=@%[]?/&\\\0\u007f0-"u8.ToArray();

    public static byte[] Of(IReadOnlyList<byte[]> corpus, Random random)
    {
        var bytes = new List<byte>(corpus[random.Next(corpus.Count)]);
        for (int rounds = random.Next(1, 6); rounds > 0 && bytes.Count > 0; rounds--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes[at] = Marks[random.Next(Marks.Length)];
                    break;
                case 2:
                    bytes.Insert(at, Marks[random.Next(Marks.Length)]);
                    break;
                case 3:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 20), bytes.Count - at));
                    break;
                case 4:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 40), bytes.Count - at)));
                    break;
                default:
                    byte[] other = corpus[random.Next(corpus.Count)];
                    bytes.RemoveRange(at, bytes.Count - at);
                    bytes.AddRange(other.AsSpan(random.Next(other.Length + 1)));
                    break;
            }
        }
        return [.. bytes];
    }
}
