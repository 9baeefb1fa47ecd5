namespace Conformance.Wire.Receipts;

/// <summary>What a receipt reports. The document has no word for it: type and status together tell (AMB-13).</summary>
public enum ReceiptClass
{
    /// <summary>None of the others, such as a delivery with status 3xx or a read with 480.</summary>
    Odd,

    /// <summary>Type delivery, status 2xx.</summary>
    Positive,

    /// <summary>Type delivery, status 4xx to 6xx.</summary>
    Negative,

    /// <summary>Type read, status 2xx.</summary>
    Read,

    /// <summary>Type read, status 485: reads cannot be observed (draft section 3.3).</summary>
    ReadUnknown,
}
