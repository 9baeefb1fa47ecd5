namespace Conformance.Wire.Lists;

/// <summary>Choices in writing that mean nothing to a reader of XML, and must mean nothing to a SUT.</summary>
public sealed record ListStyle
{
    public static ListStyle Default { get; } = new();

    /// <summary>Prefix of the resource-lists namespace; empty makes it the default namespace.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Prefix of the copy-control namespace, declared only where used; never empty, since attributes have no default namespace.</summary>
    public string CopyControlPrefix { get; init; } = "cp";

    public bool Declaration { get; init; } = true;

    /// <summary>One element per line; off saves a byte per element where the 1300 bytes of a MESSAGE count.</summary>
    public bool Lines { get; init; } = true;
}
