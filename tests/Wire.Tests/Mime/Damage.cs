using System.Text;

namespace Conformance.Wire.Tests.Mime;

/// <summary>Seeded damage to good messages: the same seed gives the same 10,000 inputs.</summary>
internal static class Damage
{
    public const int Seed = 20040807;
    public const int PerCodec = 10_000;

    private static readonly byte[][] Tokens =
    [
        .. new[]
        {
            "\r\n", "\r\n\r\n", "\n", "\r", "\0", " ", "\t", ":", ";", "\"", "\\", "\\u", "<", ">", "--", "-------", "$\r\n", "+", "#",
            "=", "/", "*", "999999999999999999999", "NS: <a:b>\r\n", "Content-Type: ", "Content-", "--boundary1", "--boundary1--",
            "MSRP ", "a=", "m=", "(", "\u00e9", "😀",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    public static IEnumerable<byte[]> To(IEnumerable<byte[]> samples, int seed = Seed, int count = PerCodec)
    {
        TestContext.Out.WriteLine($"seed {seed}");
        var originals = samples.ToArray();
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
        {
            var bytes = originals[random.Next(originals.Length)].ToList();
            for (var steps = random.Next(1, 5); steps > 0; steps--)
            {
                Mutate(bytes, random, originals);
            }

            yield return [.. bytes];
        }
    }

    private static void Mutate(List<byte> bytes, Random random, byte[][] originals)
    {
        var at = random.Next(bytes.Count + 1);
        var length = Math.Min(random.Next(1, 40), bytes.Count - at);
        switch (random.Next(7))
        {
            case 0 when at < bytes.Count:
                bytes[at] = (byte)random.Next(256);
                break;
            case 1:
                bytes.RemoveRange(at, length);
                break;
            case 2:
                bytes.InsertRange(at, bytes.GetRange(at, length));
                break;
            case 3:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 4:
                var other = originals[random.Next(originals.Length)];
                bytes.InsertRange(at, other.AsSpan(random.Next(other.Length + 1)).ToArray().Take(80));
                break;
            default:
                bytes.InsertRange(at, Tokens[random.Next(Tokens.Length)]);
                break;
        }
    }
}
