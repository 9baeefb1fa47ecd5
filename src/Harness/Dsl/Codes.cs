namespace Conformance.Harness.Dsl;

/// <summary>A set of final response codes: what an answer may be. A harness party answers with the first of them.</summary>
public sealed record Codes
{
    private readonly Func<int, bool> _accepts;

    private Codes(int first, string text, Func<int, bool> accepts)
    {
        First = first;
        Text = text;
        _accepts = accepts;
    }

    /// <summary>The code that a harness party uses.</summary>
    public int First { get; }

    /// <summary>How the set reads in ladders and findings, such as <c>202</c> or <c>2xx</c>.</summary>
    public string Text { get; }

    /// <summary>Any 2xx; a harness party says 200.</summary>
    public static Codes Success { get; } = new(200, "2xx", c => c is >= 200 and < 300);

    /// <summary>Any 2xx; a harness party says the given one.</summary>
    public static Codes SuccessSaying(int code) => new(code, "2xx", c => c is >= 200 and < 300);

    /// <summary>Any final response.</summary>
    public static Codes Final { get; } = new(200, "a final response", c => c >= 200);

    /// <summary>Any 4xx, 5xx or 6xx; a harness party says 480.</summary>
    public static Codes Refusal { get; } = new(480, "4xx-6xx", c => c is >= 400 and < 700);

    /// <summary>Any 4xx or 6xx: the refusal is meant, and is not for want of a server that works.</summary>
    public static Codes Refused { get; } = new(480, "4xx or 6xx", c => c is >= 400 and < 500 or >= 600 and < 700);

    /// <summary>Any 5xx; a harness party says 500.</summary>
    public static Codes ServerFailure { get; } = new(500, "5xx", c => c is >= 500 and < 600);

    /// <summary>Any 4xx; a harness party says 480.</summary>
    public static Codes RequestFailure { get; } = new(480, "4xx", c => c is >= 400 and < 500);

    /// <summary>100: the final response is yet to come. RFC 4320 4.1 allows no other provisional one, and over UDP none within the first seven T1.</summary>
    public static Codes Trying { get; } = new(100, "100", c => c == 100);

    /// <summary>No response at all: a harness party lets the request time out.</summary>
    public static Codes None { get; } = new(0, "no answer", _ => false);

    /// <summary>Any of the listed codes.</summary>
    public static Codes Of(params int[] codes) =>
        new(codes[0], string.Join(" or ", codes), c => Array.IndexOf(codes, c) >= 0);

    /// <summary>One code.</summary>
    public static implicit operator Codes(int code) => Of(code);

    /// <summary>True when the code belongs to the set.</summary>
    public bool Accepts(int code) => _accepts(code);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
