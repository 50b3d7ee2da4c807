using static ModuleBuild.Core.Diagnostics.Severity;

namespace ModuleBuild.Core.Diagnostics;

/// <content>MB00xx: the text and the fields of <c>module.json</c>.</content>
public static partial class DiagnosticCatalog
{
    /// <summary>MB0001.</summary>
    public static readonly DiagnosticDescriptor ManifestMissing = Manifest("MB0001", Error,
        "Manifest not found",
        "'{0}' was not found beside the project. Run 'modulebuild init' to write one from the project.");

    /// <summary>MB0002.</summary>
    public static readonly DiagnosticDescriptor ManifestNotJson = Manifest("MB0002", Error,
        "Manifest is not valid JSON",
        "Not valid JSON: {0}");

    /// <summary>MB0003.</summary>
    public static readonly DiagnosticDescriptor RequiredFieldMissing = Manifest("MB0003", Error,
        "Required field is missing",
        "Required field '{0}' is missing. {1}");

    /// <summary>MB0004.</summary>
    public static readonly DiagnosticDescriptor UnknownField = Manifest("MB0004", Error,
        "Unknown field",
        "Unknown field '{0}'. {1}");

    /// <summary>MB0005.</summary>
    public static readonly DiagnosticDescriptor ManifestVersionUnknown = Manifest("MB0005", Error,
        "Manifest version is not supported",
        "'manifestVersion' {0} is not supported; this tool knows version 1. {1}");

    /// <summary>MB0006.</summary>
    public static readonly DiagnosticDescriptor RangeInvalid = Manifest("MB0006", Error,
        "Not a version range",
        "'{0}' is \"{1}\"; expected a NuGet version range such as \"[8.3,9.0)\". {2}");

    /// <summary>MB0007.</summary>
    public static readonly DiagnosticDescriptor IdInvalid = Manifest("MB0007", Error,
        "Not a module id",
        "Id '{0}' {1}. Use letters, digits, '.', '-' and '_', 100 characters at most, for example '{2}'.");

    /// <summary>MB0008.</summary>
    public static readonly DiagnosticDescriptor IdDiffersFromPackageId = Manifest("MB0008", Error,
        "Id differs from PackageId",
        "Id '{0}' differs from the PackageId '{1}' of {2}. Delete 'id' here (MSBuild is the source), or make them equal.");

    /// <summary>MB0009.</summary>
    public static readonly DiagnosticDescriptor VersionNotSemVer = Manifest("MB0009", Error,
        "Version is not SemVer 2",
        "'{0}' is \"{1}\", which is not a SemVer 2 version. {2}");

    /// <summary>MB0010.</summary>
    public static readonly DiagnosticDescriptor VersionDiffersFromProject = Manifest("MB0010", Error,
        "Version differs from the project's",
        "Version {0} differs from the project's version {1}. Delete 'version' here: MSBuild is the source.");

    /// <summary>MB0011.</summary>
    public static readonly DiagnosticDescriptor LicenseNotSpdx = Manifest("MB0011", Error,
        "Not an SPDX licence expression",
        "'{0}' is not an SPDX licence expression: {1}");

    /// <summary>MB0012.</summary>
    public static readonly DiagnosticDescriptor LicenseFileDiffers = Manifest("MB0012", Warning,
        "Licence differs from the licence file",
        "The licence is '{0}', but {1} reads as {2}. Make them agree.");

    /// <summary>MB0013.</summary>
    public static readonly DiagnosticDescriptor SummaryTooLong = Manifest("MB0013", Warning,
        "Summary is not one short line",
        "The summary {0}. Write one line of 10 to 140 characters; what needs more room belongs in 'description'.");

    /// <summary>MB0014.</summary>
    public static readonly DiagnosticDescriptor TemplateWord = Manifest("MB0014", Warning,
        "Template text left in the manifest",
        "'{0}' still holds the template word '{1}'. Write what this module is.");

    /// <summary>MB0015.</summary>
    public static readonly DiagnosticDescriptor CategoryUnknown = Manifest("MB0015", Warning,
        "Category is not in the list",
        "Category '{0}' is not in the list. {1}");

    /// <summary>MB0016.</summary>
    public static readonly DiagnosticDescriptor IconInvalid = Manifest("MB0016", Error,
        "Icon is missing or not a square PNG",
        "Icon '{0}' {1}. Give a square PNG of 128 to 512 pixels.");

    /// <summary>MB0017.</summary>
    public static readonly DiagnosticDescriptor LinkNotHttps = Manifest("MB0017", Warning,
        "Link is not https",
        "'{0}' is \"{1}\"; a link must be an absolute https address. {2}");

    /// <summary>MB0018.</summary>
    public static readonly DiagnosticDescriptor RepositoryLinkMissing = Manifest("MB0018", Warning,
        "No link to the repository",
        "There is no 'links.repository'. Add it, or set <RepositoryUrl> in the project.");

    /// <summary>MB0019.</summary>
    public static readonly DiagnosticDescriptor DefaultValue = Manifest("MB0019", Note,
        "Field holds its default",
        "'{0}' holds its default. Delete it.");

    /// <summary>MB0020.</summary>
    public static readonly DiagnosticDescriptor WrongType = Manifest("MB0020", Error,
        "Value has the wrong type",
        "'{0}' is {1}; expected {2}.");

    /// <summary>MB0021.</summary>
    public static readonly DiagnosticDescriptor DuplicateField = Manifest("MB0021", Error,
        "Field is given twice",
        "'{0}' is given twice, first at line {1}, column {2}. Keep one.");

    /// <summary>MB0022.</summary>
    public static readonly DiagnosticDescriptor ValueNotAllowed = Manifest("MB0022", Error,
        "Value is not allowed",
        "'{0}' is {1}; expected {2}.");

    /// <summary>MB0023.</summary>
    public static readonly DiagnosticDescriptor PermissionMalformed = Manifest("MB0023", Error,
        "Permission is malformed",
        "'{0}' is not a permission: {1}. Write resource:action or resource:action:target, for example '{2}'.");

    /// <summary>MB0024.</summary>
    public static readonly DiagnosticDescriptor ReferencedFileMissing = Manifest("MB0024", Error,
        "Referenced file is missing",
        "'{0}' names '{1}', {2}");

    /// <summary>MB0025.</summary>
    public static readonly DiagnosticDescriptor PathLeavesProject = Manifest("MB0025", Error,
        "Path leaves the module's folder",
        "'{0}' is \"{1}\", {2}. Give a path relative to the manifest, inside the module's folder, with '/' between names.");

    /// <summary>MB0026.</summary>
    public static readonly DiagnosticDescriptor ManifestUnreadable = Manifest("MB0026", Error,
        "Manifest cannot be read",
        "The manifest cannot be read: {0}");

    /// <summary>MB0027.</summary>
    public static readonly DiagnosticDescriptor DuplicateItem = Manifest("MB0027", Warning,
        "Item is listed twice",
        "'{0}' lists {1} twice. Keep one.");

    /// <summary>MB0028.</summary>
    public static readonly DiagnosticDescriptor Contradiction = Manifest("MB0028", Error,
        "Fields contradict each other",
        "{0}");

    /// <summary>MB0029.</summary>
    public static readonly DiagnosticDescriptor LicenseIdDeprecated = Manifest("MB0029", Warning,
        "Licence identifier is deprecated",
        "The SPDX licence list calls '{0}' deprecated. {1}");
}
