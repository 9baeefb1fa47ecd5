namespace Conformance.Wire.Lists;

/// <summary>How a resource list breaks RFC 4826 or RFC 5364.</summary>
public enum ListDefectKind
{
    NotWellFormed,
    DocumentType,

    /// <summary>Larger, deeper or longer than the <see cref="WireLimits"/>; nothing more is known about it.</summary>
    OverLimit,

    /// <summary>Not UTF-8, or declared to be something else.</summary>
    BadEncoding,

    /// <summary>Declared as another version than XML 1.0.</summary>
    BadVersion,
    WrongRoot,
    NoNamespace,
    WrongNamespace,

    /// <summary>An element without namespace, or one that the resource-lists namespace does not define.</summary>
    UnknownElement,

    /// <summary>A known or foreign element where its parent admits none of its kind.</summary>
    MisplacedElement,

    /// <summary>An attribute without namespace that the element does not define, or any on an element that admits none.</summary>
    UnexpectedAttribute,

    /// <summary>One of the three copy-control attributes without its namespace, so that it means nothing.</summary>
    UnqualifiedCopyControl,

    /// <summary>A copy-control attribute on the document element or on a display name.</summary>
    MisplacedCopyControl,
    UnexpectedText,

    /// <summary>Display name first, then entries and lists, foreign elements last.</summary>
    WrongOrder,
    DuplicateDisplayName,
    MissingUri,
    MissingRef,

    /// <summary>Required by erratum 1477 of RFC 4826.</summary>
    MissingAnchor,

    /// <summary>A <c>uri</c> that is there and blank: fit for the schema, of no use to anyone.</summary>
    EmptyUri,
    BadLanguage,
    BadCopyControl,
    BadAnonymize,
    BadCount,

    /// <summary>The uniqueness kinds compare strings among siblings, as RFC 4826 section 3.1 says. No schema checks them.</summary>
    DuplicateListName,

    /// <summary>Not to be held against a recipient-list-history: RFC 5364 breaks it by design .</summary>
    DuplicateUri,
    DuplicateRef,
    DuplicateAnchor,
    RefNotRelative,
    AnchorNotAbsolute,
}

/// <summary>One departure from the schemas or from the prose beside them.</summary>
/// <param name="Offset">Index in the document of the element concerned.</param>
/// <param name="Message">What was found and what belongs there.</param>
public sealed record ListDefect(ListDefectKind Kind, int Offset, string Message)
{
    /// <summary>Whether a schema processor would refuse the document for it; otherwise prose alone forbids it.</summary>
    public bool BreaksSchema => Kind is not (ListDefectKind.EmptyUri or ListDefectKind.DuplicateListName or ListDefectKind.DuplicateUri
        or ListDefectKind.DuplicateRef or ListDefectKind.DuplicateAnchor or ListDefectKind.RefNotRelative or ListDefectKind.AnchorNotAbsolute
        or ListDefectKind.BadEncoding or ListDefectKind.OverLimit);
}
