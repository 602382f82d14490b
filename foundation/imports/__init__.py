"""Take in tables that people made: read a CSV file, judge every row before anything is written, then write all or none.

`sheet` holds rows and verdicts, `reading` turns bytes into rows, `judging` what an importer must offer.
"""
