namespace Conformance.Harness.Dsl.Templates;

/// <summary>What of a list message is encrypted for the service.</summary>
public enum Sealing
{
    /// <summary>Nothing.</summary>
    Nothing,

    /// <summary>The list.</summary>
    List,

    /// <summary>A part that is neither list nor text.</summary>
    Attachment,

    /// <summary>The whole body.</summary>
    Body,

    /// <summary>The whole body, signed by its sender first.</summary>
    SignedBody,

    /// <summary>Nothing; the whole body is signed by its sender.</summary>
    Signature,
}
