namespace Conformance.Wire.Receipts;

/// <summary>How a status-receipt document breaks section 5 of the draft or the reconstructed schema.</summary>
public enum ReceiptDefectKind
{
    NotWellFormed,
    DocumentType,

    /// <summary>Larger or deeper than the <see cref="WireLimits"/>; nothing more is known about it.</summary>
    OverLimit,

    /// <summary>Not UTF-8, or declared to be something else.</summary>
    BadEncoding,

    /// <summary>Declared as another version than XML 1.0.</summary>
    BadVersion,
    WrongRoot,

    /// <summary>The document element or a child is in no namespace.</summary>
    NoNamespace,
    WrongNamespace,
    MissingElement,
    DuplicateElement,

    /// <summary>An element of the draft's namespace that the draft does not define.</summary>
    UnknownElement,
    EmptyMessageId,

    /// <summary>A blank type or status.</summary>
    EmptyElement,

    /// <summary>A status that is not three digits.</summary>
    BadStatus,

    /// <summary>Three digits outside 200 to 699.</summary>
    StatusOutOfRange,

    /// <summary>A type that is no name token; whether the word is a known kind is not the schema's business.</summary>
    BadType,

    /// <summary>Another order than drawn, or an extension element among the defined ones.</summary>
    WrongOrder,
    NestedElement,
    UnexpectedAttribute,
    UnexpectedText,
    BadLanguage,

    /// <summary>Anything else the schema processor refuses.</summary>
    SchemaViolation,
}

/// <summary>One departure from the schema or from the prose beside it.</summary>
/// <param name="Offset">Index in the document of the element concerned.</param>
/// <param name="Message">What was found and what belongs there.</param>
public sealed record ReceiptDefect(ReceiptDefectKind Kind, int Offset, string Message)
{
    /// <summary>Whether a schema processor would refuse the document for it.</summary>
    public bool BreaksSchema => Kind is not (ReceiptDefectKind.BadEncoding or ReceiptDefectKind.OverLimit);
}
