// Package sqlite stands in for the database that the simulator reads recorded answers from: tests use none, and it takes most of the build.
package sqlite
