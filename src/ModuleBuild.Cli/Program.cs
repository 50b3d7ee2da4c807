using ModuleBuild.Cli;
using ModuleBuild.Cli.Projects;

// Before anything that mentions NuGet or MSBuild is compiled by the JIT.
SdkFolder.ServeAssemblies();
return CommandLine.Run(args);
