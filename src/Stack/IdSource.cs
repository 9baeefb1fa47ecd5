using System.Text;

namespace Conformance.Stack;

/// <summary>
/// Every identifier and every random choice of a party comes from here, so that equal seeds give equal bytes.
/// A keyed pseudo-random function over a counter: who sees some identifiers cannot compute the next ones without the seed.
/// Not thread-safe; give each party a <see cref="Child"/>.
/// </summary>
public sealed class IdSource(ulong seed)
{
    // Letters in one case only: some of these tokens are compared without case, others with it.
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    private readonly ulong _key0 = SipHash.Mix(seed, 0x6b65792d7a65726f, 1);
    private readonly ulong _key1 = SipHash.Mix(seed, 0x6b65792d6f6e6521, 2);
    private ulong _counter;

    /// <summary>A source that depends on this seed and <paramref name="name"/> alone, however much was drawn before.</summary>
    public IdSource Child(string name)
    {
        var key = _key0;
        foreach (var b in Encoding.UTF8.GetBytes(name))
        {
            key = SipHash.Mix(key, _key1, b);
        }

        return new IdSource(SipHash.Mix(key, _key1, ~(uint)name.Length));
    }

    /// <summary>64 random bits.</summary>
    public ulong Next() => SipHash.Mix(_key0, _key1, _counter++);

    /// <summary>A uniform number in [0, 1).</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary><paramref name="n"/> lower-case letters and digits, 5 random bits each, the first a letter.</summary>
    public string Token(int n) => string.Create(n, this, static (span, ids) =>
    {
        ulong bits = 0;
        var left = 0;
        for (var i = 0; i < span.Length; i++)
        {
            if (left == 0)
            {
                bits = ids.Next();
                left = 12;
            }

            span[i] = Alphabet[(int)(i == 0 ? bits % 26 : bits & 31)];
            bits >>= 5;
            left--;
        }
    });

    /// <summary>A Via branch with the magic cookie (RFC 3261 8.1.1.7).</summary>
    public string Branch() => "z9hG4bK" + Token(16);

    /// <summary>A From or To tag, 60 bits (RFC 3261 19.3 asks for 32).</summary>
    public string Tag() => Token(12);

    /// <summary>A SIP Call-ID.</summary>
    public string CallId() => Token(24);

    /// <summary>A CPIM Message-ID (a Token of RFC 5438 and the receipts draft).</summary>
    public string MessageId() => Token(20);

    /// <summary>An MSRP transaction id (RFC 4975 ident: 4 to 32 characters).</summary>
    public string MsrpTransaction() => Token(16);

    /// <summary>An MSRP Message-ID.</summary>
    public string MsrpMessageId() => Token(20);

    /// <summary>An MSRP session id, 120 bits (RFC 4975 14.1 asks for 80).</summary>
    public string MsrpSessionId() => Token(24);

    /// <summary>A MIME boundary.</summary>
    public string Boundary() => "b-" + Token(18);
}
