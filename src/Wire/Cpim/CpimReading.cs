namespace Conformance.Wire.Cpim;

/// <summary>How closely a message/cpim entity must follow RFC 3862 to be read.</summary>
public enum CpimReading
{
    /// <summary>The format as RFC 3862 sections 2 and 3 have it; the first fault is reported and nothing is read.</summary>
    Strict,

    /// <summary>
    /// Reads past faults that leave the meaning clear, among them the layout of the figures in the receipts draft, and
    /// notes them in <see cref="CpimMessage.Liberties"/>. What <see cref="Strict"/> accepts reads the same here.
    /// </summary>
    Tolerant,
}
